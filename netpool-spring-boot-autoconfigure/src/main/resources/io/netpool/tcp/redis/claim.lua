-- Enters an instance as the only one for a label, unless another one has a later claim.
-- KEYS[1] the label: a hash of the numbers of claims by instance, 0 for none
-- ARGV the instance, the number of its claim or 0 for a new one, the beginning of the
-- channels of instances, the message for the others, the life time in milliseconds
local own, fence = ARGV[1], tonumber(ARGV[2])
local present = redis.call('HGETALL', KEYS[1])
local others, greatest, mine = {}, 0, 0
for i = 1, #present, 2 do
	local number = tonumber(present[i + 1])
	if present[i] == own then
		mine = number
	else
		others[#others + 1] = present[i]
		greatest = math.max(greatest, number)
	end
end
if fence == 0 then
	local time = redis.call('TIME')
	fence = math.max(time[1] * 1000000 + time[2], greatest + 1, mine + 1)
else
	fence = math.max(fence, mine)
	if greatest > fence then
		return -greatest
	end
end
-- exact up to 2^53, which microseconds reach in the year 2255
local number = string.format('%.0f', fence)
for _, other in ipairs(others) do
	redis.call('PUBLISH', ARGV[3] .. other, ARGV[4] .. number)
	redis.call('HDEL', KEYS[1], other)
end
redis.call('HSET', KEYS[1], own, number)
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return fence
